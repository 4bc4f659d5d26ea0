/** What to tell each package manager: pure argument lists. */

import type { PackageManager, SystemPackage } from './system-packages.ts';

/** Arguments that install without a question. */
export function installArguments(manager: PackageManager, packages: readonly SystemPackage[]): string[] {
  const names = packageNames(manager, packages);
  switch (manager) {
    case 'apt-get':
      // The lock of another apt run is waited for instead of failing at once.
      return ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...names];
    case 'dnf':
      return ['install', '-y', ...names];
    case 'apk':
      return ['add', '--no-cache', ...names];
    case 'pacman':
      return ['-S', '--noconfirm', '--needed', ...names];
    case 'zypper':
      return ['--non-interactive', 'install', '--no-recommends', ...names];
  }
}

/** Arguments that fetch the lists of packages anew, or `null` where installing does so itself. */
export function updateArguments(manager: PackageManager): string[] | null {
  switch (manager) {
    case 'apt-get':
      return ['update', '-o', 'DPkg::Lock::Timeout=120'];
    case 'pacman':
      return ['-Sy', '--noconfirm'];
    case 'dnf':
    case 'apk':
    case 'zypper':
      return null;
  }
}

/** Whether an install failed because the lists of packages are absent or older than the archive. */
export function needsUpdate(output: string): boolean {
  return /Unable to locate package|has no installation candidate|404 +Not Found|target not found|failed retrieving file/i.test(
    output,
  );
}

/** What a person types. */
export function installCommand(manager: PackageManager, packages: readonly SystemPackage[]): string {
  const names = packageNames(manager, packages).join(' ');
  switch (manager) {
    case 'apt-get':
      return `sudo apt-get update && sudo apt-get install -y ${names}`;
    case 'dnf':
      return `sudo dnf install ${names}`;
    case 'apk':
      return `sudo apk add ${names}`;
    case 'pacman':
      return `sudo pacman -S ${names}`;
    case 'zypper':
      return `sudo zypper install ${names}`;
  }
}

function packageNames(manager: PackageManager, packages: readonly SystemPackage[]): string[] {
  return [...new Set(packages.flatMap((entry) => entry.names[manager].split(' ')))];
}
