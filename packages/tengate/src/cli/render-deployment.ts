/** Renders what a deployment came to, for a person and for a program. */

import type { Tengate } from '../compose.ts';
import type { Verdict } from '../model/verdict.ts';
import { wrap } from '../report/table.ts';

export type Deployment = Awaited<ReturnType<Tengate['deploy']>>;

export function deploymentVerdict({ status }: Deployment): Verdict {
  switch (status) {
    case 'deployed':
    case 'unchanged':
    case 'settled':
      return 'passed';
    case 'failed':
      return 'failed';
    case 'not-tried':
    case 'cancelled':
      return 'unknown';
  }
}

export function deploymentJson(deployment: Deployment): unknown {
  switch (deployment.status) {
    case 'deployed':
    case 'unchanged':
    case 'settled':
      return { status: deployment.status, revision: deployment.revision };
    case 'failed':
    case 'not-tried':
    case 'cancelled':
      return deployment;
  }
}

/** @param width columns of the terminal */
export function renderDeployment(deployment: Deployment, width: number): string {
  switch (deployment.status) {
    case 'deployed':
    case 'settled':
      return `Deployed as revision ${deployment.revision}.\n  Measure it with: tengate validate\n`;
    case 'unchanged':
      return `Unchanged: revision ${deployment.revision} is installed and ready.\n`;
    case 'cancelled':
      return 'Cancelled.\n';
    case 'not-tried':
      return `${finding(deployment.finding, width).join('\n')}\n`;
    case 'failed':
      return [
        `Failed: ${deployment.summary}`,
        ...deployment.findings.flatMap((one) => finding(one, width)),
        ...(deployment.evidence.length === 0 ? [] : ['', 'All evidence: tengate deploy --json']),
        '',
      ].join('\n');
  }
}

function finding(
  {
    code,
    subject,
    what,
    todo,
  }: { readonly code: string; readonly subject: string; readonly what: string; readonly todo: string },
  width: number,
): string[] {
  const indented = (text: string): string[] =>
    wrap(text, Math.max(20, width - 4)).map((line) => `    ${line}`);
  return ['', `  ${code}  ${subject}`, ...indented(what), ...indented(`To do: ${todo}`)];
}
