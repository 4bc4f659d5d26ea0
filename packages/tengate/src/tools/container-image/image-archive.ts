/** Owns reading an image archive on disk (`docker save`, `ctr images export`): its configuration and the files of its layers. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import { z } from 'zod';
import type { LayerFile } from '../../ports/container-engine.ts';
import { type ImageConfig, imageConfigSchema } from './image-config.ts';

const headerBytes = 512;
const manifestSchema = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).min(1);

type Part = { readonly offset: number; readonly length: number };

export type ImageArchive = {
  readonly config: ImageConfig;
  /** Where each layer lies in the archive, lowest first; in an OCI layout the name holds the blob's digest. */
  readonly layers: readonly string[];
  /** Bytes of a layer as stored. */
  storedBytes(layer: string): number;
  /** The layer's tar, decompressed. */
  openLayer(layer: string): Promise<Readable>;
};

/** @throws Error where `file` is no image archive */
export async function readImageArchive(file: string): Promise<ImageArchive> {
  const parts = await indexTar(file);
  const manifest = manifestSchema.parse(await readJson(file, partNamed(parts, 'manifest.json')))[0];
  if (manifest === undefined) throw new Error(`${file} names no image`);
  const config = imageConfigSchema.parse(await readJson(file, partNamed(parts, manifest.Config)));
  return {
    config,
    layers: manifest.Layers,
    storedBytes: (layer) => partNamed(parts, layer).length,
    openLayer: async (layer) => await openBlob(file, partNamed(parts, layer)),
  };
}

/**
 * Hands every regular file of every layer to `visit`, one at a time and in order.
 *
 * @returns bytes of all files, unpacked
 */
export async function visitLayerFiles(
  archive: ImageArchive,
  visit: (file: LayerFile) => Promise<void>,
): Promise<number> {
  let unpackedBytes = 0;
  for (const layer of archive.layers) {
    const reader = extract();
    const blob = await archive.openLayer(layer);
    blob.on('error', (error) => reader.destroy(error));
    blob.pipe(reader as unknown as NodeJS.WritableStream);
    for await (const entry of reader) {
      const { name, size, type } = entry.header;
      if (type === 'file' || type === 'contiguous-file') {
        unpackedBytes += size;
        let content: Promise<Buffer> | null = null;
        await visit({
          layer: layerName(layer),
          path: name.replace(/^(\.?\/)+/, ''),
          size,
          content: () => {
            content ??= collect(entry);
            return content;
          },
        });
        if (content !== null) await content;
      }
      entry.resume();
    }
  }
  return unpackedBytes;
}

/** `blobs/sha256/ab…` → `sha256:ab…`, as the manifest names it; other archives keep their own word. */
function layerName(path: string): string {
  return path.replace(/^blobs\/sha256\//, 'sha256:');
}

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Where every file of the archive lies; `docker save` stores a layer once and links to it. */
async function indexTar(file: string): Promise<ReadonlyMap<string, Part>> {
  const parts = new Map<string, Part>();
  const reader = extract();
  const input = createReadStream(file, { highWaterMark: 1024 * 1024 });
  input.on('error', (error) => reader.destroy(error));
  input.pipe(reader as unknown as NodeJS.WritableStream);
  const links: [string, string][] = [];
  for await (const entry of reader) {
    const { name, size, type, linkname } = entry.header;
    if (type === 'file') parts.set(name, { offset: entry.offset + headerBytes, length: size });
    if (type === 'symlink') links.push([name, posix.join(posix.dirname(name), linkname)]);
    if (type === 'link') links.push([name, linkname]);
    entry.resume();
  }
  for (const [name, target] of links) {
    const part = parts.get(target);
    if (part !== undefined) parts.set(name, part);
  }
  return parts;
}

function partNamed(parts: ReadonlyMap<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (part === undefined) throw new Error(`the image archive has no ${name}`);
  return part;
}

async function readJson(file: string, part: Part): Promise<unknown> {
  return JSON.parse((await readBytes(file, part.offset, part.length)).toString('utf8'));
}

async function readBytes(file: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function openBlob(file: string, { offset, length }: Part): Promise<Readable> {
  if (length === 0) return new PassThrough().end();
  const start = await readBytes(file, offset, Math.min(4, length));
  const blob = createReadStream(file, {
    start: offset,
    end: offset + length - 1,
    highWaterMark: 1024 * 1024,
  });
  const decompress =
    start.readUInt16BE(0) === gzipMagic
      ? createGunzip()
      : start.equals(zstdMagic)
        ? createZstdDecompress()
        : null;
  // An error of either end reaches the reader through the last stream.
  return decompress === null ? blob : pipeline(blob, decompress, () => undefined);
}

const gzipMagic = 0x1f8b;
const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
