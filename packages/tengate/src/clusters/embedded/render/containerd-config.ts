/** Renders containerd's configuration. */

/**
 * @param options.programs      folder with runc and the CNI plugins
 * @param options.sandboxImage  the pause image
 */
export function containerdConfig(options: {
  readonly root: string;
  readonly state: string;
  readonly socket: string;
  readonly programs: string;
  readonly cniConfig: string;
  readonly sandboxImage: string;
}): string {
  const { root, state, socket, programs, cniConfig, sandboxImage } = options;
  const text = JSON.stringify; // a JSON string is a TOML basic string
  return `version = 3
root = ${text(root)}
state = ${text(state)}
# What a one-node cluster never uses.
disabled_plugins = [
  "io.containerd.snapshotter.v1.blockfile",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.erofs",
  "io.containerd.snapshotter.v1.zfs",
  "io.containerd.tracing.processor.v1.otlp",
  "io.containerd.internal.v1.tracing",
]

[grpc]
  address = ${text(socket)}
[ttrpc]
  address = ${text(`${socket}.ttrpc`)}

[plugins."io.containerd.nri.v1.nri"]
  disable = true

[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
  [plugins."io.containerd.cri.v1.images".pinned_images]
    sandbox = ${text(sandboxImage)}

[plugins."io.containerd.cri.v1.runtime"]
  # Many sandboxes lack CAP_SYS_RESOURCE: "failed to update /proc/self/oom_score_adj" otherwise.
  restrict_oom_score_adj = true
  # Gone with the state folder, not left in /run/netns.
  netns_mounts_under_state_dir = true
  tolerate_missing_hugetlb_controller = true
  [plugins."io.containerd.cri.v1.runtime".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
        BinaryName = ${text(`${programs}/runc`)}
        SystemdCgroup = false
  [plugins."io.containerd.cri.v1.runtime".cni]
    bin_dirs = [${text(programs)}]
    conf_dir = ${text(cniConfig)}
`;
}
