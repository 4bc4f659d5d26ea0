/** Which packages of the system are needed for what, how their presence shows, and what each distribution calls them: data. */

export const packagePurposes = ['cluster', 'source-build', 'images'] as const;
export type PackagePurpose = (typeof packagePurposes)[number];

/** In the order they are looked for: apt-get last, because other distributions package it too. */
export const packageManagers = ['dnf', 'apk', 'pacman', 'zypper', 'apt-get'] as const;
export type PackageManager = (typeof packageManagers)[number];

export type SystemPackage = {
  /** Debian's name, which stands for the package here. */
  readonly name: string;
  readonly purposes: readonly PackagePurpose[];
  readonly why: string;
  /** Present when every command is found and one of the files exists. */
  readonly commands: readonly string[];
  readonly files: readonly string[];
  readonly names: Readonly<Record<PackageManager, string>>;
};

/**
 * Not among them: conntrack (kube-proxy 1.36 speaks netlink itself) and kmod (a cluster runs on a kernel that has the
 * modules loaded or built in; kube-proxy's iptables mode loads none).
 */
export const systemPackages: readonly SystemPackage[] = [
  {
    name: 'iptables',
    purposes: ['cluster'],
    why: 'kube-proxy, kubelet and the bridge network write their rules with it',
    commands: ['iptables', 'iptables-save', 'iptables-restore'],
    files: [],
    names: same('iptables', { dnf: 'iptables-nft' }),
  },
  {
    name: 'iproute2',
    purposes: ['cluster'],
    why: 'network namespaces and interfaces are looked at and removed with `ip`',
    commands: ['ip'],
    files: [],
    names: same('iproute2', { dnf: 'iproute' }),
  },
  {
    name: 'mount',
    purposes: ['cluster'],
    why: 'kubelet mounts volumes with it',
    commands: ['mount', 'umount'],
    files: [],
    names: same('util-linux', { 'apt-get': 'mount', apk: 'mount umount' }),
  },
  {
    name: 'gcc',
    purposes: ['source-build'],
    why: 'runc has a part in C',
    commands: ['gcc'],
    files: [],
    names: same('gcc', {}),
  },
  {
    name: 'libc6-dev',
    purposes: ['source-build'],
    why: 'headers of the C library and the kernel, for runc',
    commands: [],
    files: ['/usr/include/stdio.h'],
    names: {
      'apt-get': 'libc6-dev',
      dnf: 'glibc-devel',
      apk: 'musl-dev linux-headers',
      pacman: 'glibc linux-api-headers',
      zypper: 'glibc-devel',
    },
  },
  {
    name: 'pkg-config',
    purposes: ['source-build'],
    why: 'Go finds libseccomp with it',
    commands: ['pkg-config'],
    files: [],
    names: same('pkg-config', { dnf: 'pkgconf-pkg-config', apk: 'pkgconf', pacman: 'pkgconf' }),
  },
  {
    name: 'libseccomp-dev',
    purposes: ['source-build'],
    why: 'runc filters system calls with libseccomp',
    commands: [],
    files: ['/usr/include/seccomp.h'],
    names: same('libseccomp-dev', {
      dnf: 'libseccomp-devel',
      pacman: 'libseccomp',
      zypper: 'libseccomp-devel',
    }),
  },
  {
    name: 'apt',
    purposes: ['images'],
    why: 'base images are made from Debian packages, where no image registry is reached',
    commands: ['apt-get'],
    files: [],
    names: same('apt', {}),
  },
  {
    name: 'dpkg',
    purposes: ['images'],
    why: 'Debian packages are unpacked with it',
    commands: ['dpkg-deb'],
    files: [],
    names: same('dpkg', {}),
  },
  {
    name: 'debian-archive-keyring',
    purposes: ['images'],
    why: "Debian's signatures are verified with it",
    commands: [],
    files: ['/usr/share/keyrings/debian-archive-keyring.gpg'],
    names: same('debian-archive-keyring', {}),
  },
];

function same(name: string, others: Partial<Record<PackageManager, string>>): Record<PackageManager, string> {
  return { 'apt-get': name, dnf: name, apk: name, pacman: name, zypper: name, ...others };
}
