/** Owns the rules of `tengate.yaml` that concern several keys at once, and the files it names. */

import type { z } from 'zod';
import { closestName } from './closest-name.ts';
import type { configurationSchema } from './configuration.ts';

type Data = z.output<typeof configurationSchema>;
type Issue = {
  readonly path: readonly PropertyKey[];
  readonly at: 'key' | 'value';
  readonly message: string;
};

/** @param exists whether a path of the file, as written there, exists */
export function crossCheck(data: Data, exists: (path: string) => boolean): Issue[] {
  return [
    ...missingFiles(data, exists),
    ...repeatedNames(data.images, 'images'),
    ...repeatedNames(data.services, 'services'),
    ...repeatedNames(data.local?.processes ?? [], 'local.processes'),
    ...unknownServices(data),
    ...unknownNamesOfChanges(data),
    ...unknownServicesOfLoad(data),
    ...captureOrder(data),
  ];
}

function missingFiles(data: Data, exists: (path: string) => boolean): Issue[] {
  const named: { readonly path: readonly PropertyKey[]; readonly file: string; readonly what: string }[] = [
    { path: ['release', 'chart'], file: data.release.chart, what: 'the folder of a Helm chart' },
    ...data.release.values.map((file, index) => ({
      path: ['release', 'values', index],
      file,
      what: 'a values file',
    })),
    ...data.images.flatMap((image, index) => [
      { path: ['images', index, 'dockerfile'], file: image.dockerfile, what: 'a Dockerfile' },
      { path: ['images', index, 'context'], file: image.context, what: 'a folder' },
    ]),
  ];
  return named
    .filter(({ file }) => !exists(file))
    .map(({ path, file, what }) => ({
      path,
      at: 'value',
      message: `expected ${what}, found nothing at "${file}"`,
    }));
}

function repeatedNames(entries: readonly { readonly name: string }[], key: string): Issue[] {
  return entries.flatMap(({ name }, index): Issue[] => {
    const first = entries.findIndex((entry) => entry.name === name);
    if (first === index) return [];
    return [
      {
        path: [...key.split('.'), index, 'name'],
        at: 'value',
        message: `"${name}" is the name of ${key}[${first}] already`,
      },
    ];
  });
}

function unknownServices(data: Data): Issue[] {
  const known = data.services.map(({ name }) => name);
  return data.journey.flatMap(({ request }, index) =>
    unknownName({
      path: ['journey', index, 'request', 'service'],
      found: request.service,
      known,
      list: 'services',
    }),
  );
}

function unknownNamesOfChanges({ changes, services, images }: Data): Issue[] {
  if (changes === undefined) return [];
  const known = services.map(({ name }) => name);
  const { configuration, image, strain } = changes;
  return [
    { path: ['configuration', 'reported', 'service'], found: configuration.reported.service },
    { path: ['image', 'reported', 'service'], found: image.reported.service },
    { path: ['strain', 'service'], found: strain.service },
  ]
    .flatMap(({ path, found }) => unknownName({ path: ['changes', ...path], found, known, list: 'services' }))
    .concat(
      unknownName({
        path: ['changes', 'image', 'image'],
        found: image.image,
        known: images.map(({ name }) => name),
        list: 'images',
      }),
    );
}

function unknownServicesOfLoad({ load, services }: Data): Issue[] {
  if (load === undefined) return [];
  const known = services.map(({ name }) => name);
  return [
    ...load.reads.map(({ service }, index) => ({
      path: ['load', 'reads', index, 'service'],
      found: service,
    })),
    ...(load.write === undefined ? [] : [{ path: ['load', 'write', 'service'], found: load.write.service }]),
  ].flatMap(({ path, found }) => unknownName({ path, found, known, list: 'services' }));
}

function unknownName(options: {
  readonly path: readonly PropertyKey[];
  readonly found: string;
  readonly known: readonly string[];
  readonly list: string;
}): Issue[] {
  const { path, found, known, list } = options;
  if (known.includes(found)) return [];
  const near = closestName(found, known);
  const hint = near === null ? `known: ${known.join(', ')}` : `did you mean "${near}"?`;
  return [{ path, at: 'value', message: `expected the name of one of ${list}, found "${found}"; ${hint}` }];
}

/** `${name}` may only stand where an earlier step captured it. */
function captureOrder(data: Data): Issue[] {
  const captured = new Set<string>();
  return data.journey.flatMap((step, index): Issue[] => {
    const used = JSON.stringify([step.request, step.expect]).matchAll(/\$\{(\w+)\}/g);
    const early = [...new Set([...used].map(([, name]) => String(name)))].filter(
      (name) => !captured.has(name),
    );
    for (const name of Object.keys(step.capture)) captured.add(name);
    return early.map((name) => ({
      path: ['journey', index],
      at: 'value',
      message: `"\${${name}}" is used here, but no step before this one captures "${name}"`,
    }));
  });
}
