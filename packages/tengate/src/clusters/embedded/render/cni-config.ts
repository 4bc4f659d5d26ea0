/** Renders the pod network: one bridge, addresses from the node's range, host ports. */

/**
 * @param options.subnet     the node's pod network, `10.244.0.0/24`
 * @param options.dataFolder where host-local keeps which address is whose
 * @param options.mtu        that of the machine's way out: larger packets would not get through
 */
export function cniConfig(options: {
  readonly subnet: string;
  readonly dataFolder: string;
  readonly mtu: number;
}): string {
  const { subnet, dataFolder, mtu } = options;
  return JSON.stringify({
    cniVersion: '1.0.0',
    name: 'tengate',
    plugins: [
      {
        type: 'bridge',
        bridge: 'pods0',
        isGateway: true,
        ipMasq: true,
        hairpinMode: true,
        mtu,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet }]],
          routes: [{ dst: '0.0.0.0/0' }],
          dataDir: dataFolder,
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  });
}
