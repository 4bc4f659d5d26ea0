/** A whole proof as tests of the report need it: the gates under load with their pictures, all passed. */

import type { Measurement } from '../model/evidence.ts';
import type { GateResult } from '../model/gate-result.ts';
import type { RunRecord } from '../model/run-record.ts';
import { exampleRun } from './example-run.ts';
import { exampleLoad, exampleScaling } from './example-timelines.ts';

const begin = Date.parse('2026-11-20T23:36:00.000Z');
const upgrades = ['more replicas', 'another configuration', 'another image'];
const deletions = [
  { name: 'todo-chatbot-api pod deleted', seconds: 3.5, failedRequests: 0 },
  { name: 'todo-chatbot-web pod deleted', seconds: 1.8, failedRequests: 0 },
  { name: 'a pod of each deleted', seconds: 3.1, failedRequests: 0 },
  { name: 'todo-chatbot-api process killed', seconds: 3, failedRequests: 24 },
  { name: 'todo-chatbot-postgres pod deleted', seconds: 3.1, failedRequests: 94 },
];

export function exampleProof(): RunRecord {
  const run = exampleRun();
  return {
    ...run,
    durationMs: 284_000,
    versions: { kubernetes: '1.36.3', helm: '4.3.1', containerd: '2.3.0', node: '26.10.0', tengate: '1.0.0' },
    steps: [
      { name: 'tools', outcome: 'unchanged', durationMs: 120, summary: 'all 12 programs present' },
      { name: 'cluster', outcome: 'done', durationMs: 8_900, summary: 'started' },
      { name: 'images', outcome: 'done', durationMs: 31_200, summary: '2 images built' },
      { name: 'release', outcome: 'done', durationMs: 17_400, summary: 'todo-chatbot installed' },
    ],
    gates: [...beforeLoad(run), scaling(), recovery(), upgrade(), rollback()],
    verdict: 'passed',
  };
}

function beforeLoad({ gates }: RunRecord): readonly GateResult[] {
  const said = [
    '',
    'no Warning event in 37 s',
    '5 pods, the slowest Ready after 16 s, no restart',
    'both services answer from outside and inside; the path works',
  ];
  return gates.map((gate, index) => ({
    ...gate,
    verdict: 'passed',
    summary: said[index] || gate.summary,
    measurements: index === 0 ? gate.measurements : [count('problems', 0)],
    findings: [],
  }));
}

function scaling(): GateResult {
  return gate(5, 'replica-scaling', 'Replica scaling', {
    summary:
      '3 replicas up 5.1 s, replicas back 1.4 s, todo-chatbot-api above its minimum after 25.5 s, back after 40.9 s',
    durationMs: 79_000,
    measurements: [
      within('3 replicas up', 5.1, 120),
      within('replicas back', 1.4, 180),
      within('todo-chatbot-api: above its minimum after', 25.5, 120),
      { name: 'todo-chatbot-api: most replicas under load', value: 4, unit: 'count' },
      within('back at its minimum after', 40.9, 240),
    ],
    evidence: [{ kind: 'timeline', subject: 'Namespace/hackathon-dev', data: exampleScaling(begin) }],
  });
}

function recovery(): GateResult {
  const spans = deletions.map(({ name, seconds }, index) => ({
    name,
    from: 2 + index * 6,
    to: 2 + index * 6 + seconds,
  }));
  const subject = 'Namespace/hackathon-dev';
  return gate(6, 'failure-recovery', 'Failure recovery', {
    summary: 'Ready again after 1.8 to 3.5 s; no request lost where a pod was deleted',
    durationMs: 45_500,
    measurements: deletions.flatMap(({ name, seconds, failedRequests }) => [
      within(`${name}: Ready again after`, seconds, 90),
      { name: `${name}: failed requests`, value: failedRequests, unit: 'count' },
    ]),
    evidence: [
      {
        kind: 'timeline',
        subject,
        data: exampleLoad({
          title: 'Load during recovery',
          from: begin + 90_000,
          seconds: 33,
          spans,
          failures: { 20.5: 9, 21: 15, 26.5: 40, 27: 31, 27.5: 23 },
          endText: 'Ready again',
        }),
      },
      { kind: 'recoveries', subject, data: deletions.map((one) => ({ ...one, boundSeconds: 90 })) },
    ],
  });
}

function upgrade(): GateResult {
  const spans = upgrades.map((name, index) => ({
    name,
    from: [1, 8, 41][index] ?? 0,
    to: [6.6, 40, 71.5][index] ?? 0,
  }));
  return gate(7, 'helm-upgrade', 'Helm upgrade', {
    summary:
      '0 of 7200 requests failed at 100 a second: more replicas 6 s, another configuration 32 s, another image 31 s',
    durationMs: 91_800,
    measurements: upgrades.flatMap((name, index) => [
      { name: `${name}: complete after`, value: [5.6, 32, 30.5][index] ?? 0, unit: 's' },
      count(`${name}: failed requests over fresh connections`, 0),
      count(`${name}: failed requests over kept connections`, 0),
      { name: `${name}: p99 over kept connections`, value: [38.6, 58.1, 66.6][index] ?? 0, unit: 'ms' },
      {
        name: `${name}: longest time in which api answered nobody`,
        value: [61, 88, 92.5][index] ?? 0,
        unit: 'ms',
        bound: '<= 100 ms',
        verdict: 'passed',
      },
    ]),
    evidence: [
      {
        kind: 'timeline',
        subject: 'Namespace/hackathon-dev',
        data: exampleLoad({
          title: 'Load during the upgrades',
          from: begin + 140_000,
          seconds: 73,
          spans,
          endText: 'all pods are new',
        }),
      },
    ],
  });
}

function rollback(): GateResult {
  const spans = [
    { name: 'upgrade to another configuration', from: 1, to: 13 },
    { name: 'rollback', from: 13, to: 25.4 },
    { name: 'pod deleted after the rollback', from: 27, to: 30.2 },
    { name: 'upgrade to an image that does not exist', from: 32, to: 37 },
  ];
  return gate(8, 'helm-rollback', 'Helm rollback', {
    summary: 'rolled out after 12.4 s, live objects equal the revision, no request lost in 3 changes',
    durationMs: 52_300,
    measurements: [
      within('rollback: rolled out after', 12.4, 60),
      { name: 'rollback: old pods gone after', value: 18.1, unit: 's' },
      { name: 'objects of the revision compared with the live ones', value: 23, unit: 'count' },
      count('fields that are not as the revision has them', 0),
    ],
    evidence: [
      {
        kind: 'timeline',
        subject: 'Namespace/hackathon-dev',
        data: exampleLoad({
          title: 'Load during the rollbacks',
          from: begin + 240_000,
          seconds: 39,
          spans,
          endText: 'done',
        }),
      },
      { kind: 'differences', subject: 'Release/hackathon-dev', data: [] },
    ],
  });
}

function gate(
  number: GateResult['gate'],
  name: string,
  title: string,
  rest: Pick<GateResult, 'summary' | 'durationMs' | 'measurements' | 'evidence'>,
): GateResult {
  return {
    gate: number,
    name,
    title,
    verdict: 'passed',
    findings: [],
    startedAt: '2026-11-20T23:36:00.000Z',
    ...rest,
  };
}

function within(name: string, value: number, seconds: number): Measurement {
  return {
    name,
    value,
    unit: 's',
    bound: `<= ${seconds} s`,
    verdict: value <= seconds ? 'passed' : 'failed',
  };
}

function count(name: string, value: number): Measurement {
  return { name, value, unit: 'count', bound: '0', verdict: value === 0 ? 'passed' : 'failed' };
}
