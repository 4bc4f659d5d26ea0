/** Owns the one failure of the storage that a caller can do something about: trying again later. */

/** The storage cannot be reached right now. The cause tells why, for the log only. */
export class StorageUnavailable extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'StorageUnavailable';
  }
}
