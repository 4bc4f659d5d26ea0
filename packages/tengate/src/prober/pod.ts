/** The program in the prober's pod: reads its plan from the file named in argv, writes lines, ends by SIGTERM or its own limit. */

import { readFileSync } from 'node:fs';
import type { LoadPlan } from './load-plan.ts';
import { sendRequests } from './send-requests.ts';

// Tengate has checked the plan before it made the ConfigMap; here is nothing to check it with.
const plan = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as LoadPlan;

const load = sendRequests({
  plan,
  write: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  now: () => performance.timeOrigin + performance.now(),
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void load.stop());
await load.ended;
