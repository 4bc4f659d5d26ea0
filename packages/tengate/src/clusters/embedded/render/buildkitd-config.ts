/** Renders buildkitd's configuration: its worker is the cluster's containerd, so that a build lands in the cluster's own image store. */

export function buildkitdConfig(options: {
  readonly root: string;
  readonly socket: string;
  readonly containerdSocket: string;
}): string {
  const text = JSON.stringify;
  return `root = ${text(options.root)}
insecure-entitlements = ["network.host"]

[grpc]
  address = [${text(`unix://${options.socket}`)}]

[worker.oci]
  enabled = false

[worker.containerd]
  enabled = true
  address = ${text(options.containerdSocket)}
  namespace = "k8s.io"
  snapshotter = "overlayfs"
  gc = true
`;
}
