/** The application of this repository made worse in one way: a tengate.yaml, a copy of the chart and values, in a folder of its own. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

export type Worsening = {
  /** Of the namespace. */
  readonly name: string;
  readonly values?: object;
  /** Changes of the chart's templates: file → text that must be in it → what stands there instead. */
  readonly templates?: Readonly<Record<string, readonly (readonly [string | RegExp, string])[]>>;
  /** New files of the chart's templates. */
  readonly files?: Readonly<Record<string, string>>;
  readonly autoscaling?: boolean;
};

type Data = {
  release: { namespace: string; chart: string; values: string[] };
  images: { dockerfile: string; context: string }[];
  services: { nodePort?: number }[];
  changes: { replicas: { value: string }[] };
};

/** @returns the path of the tengate.yaml */
export function makeWorse(
  worsening: Worsening,
  places: { readonly root: string; readonly folder: string },
): string {
  const folder = join(places.folder, worsening.name);
  const chart = join(folder, 'chart');
  mkdirSync(folder, { recursive: true });
  const data = parse(readFileSync(join(places.root, 'tengate.yaml'), 'utf8')) as Data;
  cpSync(resolve(places.root, data.release.chart), chart, { recursive: true });
  for (const [file, changes] of Object.entries(worsening.templates ?? {}))
    for (const [before, after] of changes) replaceIn(join(chart, 'templates', file), before, after);
  for (const [file, text] of Object.entries(worsening.files ?? {}))
    writeFileSync(join(chart, 'templates', file), text);
  const values = join(folder, 'values.yaml');
  writeFileSync(values, stringify(merged(ownValues(worsening.autoscaling ?? false), worsening.values ?? {})));
  const fromRoot = (path: string): string => resolve(places.root, path);
  data.release.namespace = worsening.name;
  data.release.values = [...data.release.values.map(fromRoot), values];
  data.release.chart = chart;
  for (const image of data.images) {
    image.dockerfile = fromRoot(image.dockerfile);
    image.context = fromRoot(image.context);
  }
  for (const service of data.services) delete service.nodePort;
  if (worsening.autoscaling !== true)
    for (const replicas of data.changes.replicas)
      replicas.value = replicas.value.replace('autoscaling.minReplicas', 'replicaCount');
  const file = join(folder, 'tengate.yaml');
  writeFileSync(file, stringify(data));
  return file;
}

/** Beside another release on the same node: no fixed ports. Without autoscalers a release is at rest at once. */
function ownValues(autoscaling: boolean): object {
  const own = { service: { nodePort: null }, autoscaling: { enabled: autoscaling }, replicaCount: 2 };
  return { api: own, web: own };
}

function replaceIn(file: string, before: string | RegExp, after: string): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`${file} does not hold ${before}`);
  writeFileSync(file, changed);
}

function merged(under: object, over: object): object {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const here = result[key];
    const maps = [here, value].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    result[key] = maps ? merged(here as object, value as object) : value;
  }
  return result;
}
