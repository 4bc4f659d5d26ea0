/** Renders the chart by a real Helm and gives its objects. */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type {
  V1ConfigMap,
  V1Deployment,
  V1NetworkPolicy,
  V1Pod,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import type { HelmProgram } from './helm-programs.ts';

export const chart = path.join(import.meta.dirname, '..');

type Kinds = {
  ConfigMap: V1ConfigMap;
  Deployment: V1Deployment;
  HorizontalPodAutoscaler: V2HorizontalPodAutoscaler;
  NetworkPolicy: V1NetworkPolicy;
  Pod: V1Pod;
  PodDisruptionBudget: V1PodDisruptionBudget;
  Service: V1Service;
  ServiceAccount: V1ServiceAccount;
  StatefulSet: V1StatefulSet;
};

export type RenderOptions = {
  /** Value files, relative to the chart. */
  readonly files?: readonly string[];
  /** `--set` expressions. */
  readonly set?: readonly string[];
  readonly release?: string;
};

export type Rendered = {
  /** Every object as it came, sorted by kind and name. */
  readonly objects: readonly Record<string, unknown>[];
  /** Names of all objects of a kind. */
  names(kind: string): readonly string[];
  /** The object, which must be there. */
  get<K extends keyof Kinds>(kind: K, name: string): Kinds[K];
  /** Spec of every pod that the chart leads to, by the name of its owner. */
  podSpecs(): ReadonlyMap<string, V1PodSpec>;
};

/** @throws the program's own message when the chart does not render */
export function renderChart(helm: HelmProgram, options: RenderOptions = {}): Rendered {
  const output = runHelm(helm, [
    'template',
    options.release ?? 'todo-chatbot',
    chart,
    '--namespace=hackathon-dev',
    '--kube-version=1.36.3',
    ...valueArguments(options),
  ]);
  const objects = parseAllDocuments(output)
    .map((document) => document.toJS() as { kind: string; metadata: { name: string } } | null)
    .filter((object) => object !== null)
    .sort((a, b) => `${a.kind}/${a.metadata.name}`.localeCompare(`${b.kind}/${b.metadata.name}`));
  return {
    objects,
    names: (kind) => objects.filter((object) => object.kind === kind).map((object) => object.metadata.name),
    get<K extends keyof Kinds>(kind: K, name: string): Kinds[K] {
      const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
      if (found === undefined) throw new Error(`The chart rendered no ${kind} ${name}`);
      return found as unknown as Kinds[K];
    },
    podSpecs: () =>
      new Map(
        objects.flatMap((object) => {
          const { spec } = object as unknown as { spec?: V1PodSpec & { template?: { spec: V1PodSpec } } };
          const podSpec = object.kind === 'Pod' ? spec : spec?.template?.spec;
          return podSpec === undefined ? [] : [[`${object.kind}/${object.metadata.name}`, podSpec] as const];
        }),
      ),
  };
}

/** The message with which Helm refuses; fails when it does not. */
export function refusalOf(helm: HelmProgram, options: RenderOptions): string {
  try {
    renderChart(helm, options);
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  }
  throw new Error('The chart rendered, but should have been refused');
}

/** @returns what `helm lint --strict` says */
export function lintChart(helm: HelmProgram, options: RenderOptions = {}): string {
  return runHelm(helm, ['lint', '--strict', chart, ...valueArguments(options)]);
}

function valueArguments({ files = [], set = [] }: RenderOptions): readonly string[] {
  return [
    ...files.map((file) => `--values=${path.join(chart, file)}`),
    ...set.map((expression) => `--set=${expression}`),
  ];
}

function runHelm(helm: HelmProgram, args: readonly string[]): string {
  return execFileSync(helm.file, args, {
    encoding: 'utf8',
    timeout: 30_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
