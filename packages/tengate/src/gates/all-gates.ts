/** The gates in their order. A new gate is one file beside this one and one line here. */

import { containerBuild } from './container-build.ts';
import { failureRecovery } from './failure-recovery.ts';
import type { Gate } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { helmRollback } from './helm-rollback.ts';
import { helmUpgrade } from './helm-upgrade.ts';
import { kubernetesDeploy } from './kubernetes-deploy.ts';
import { podHealth } from './pod-health.ts';
import { replicaScaling } from './replica-scaling.ts';
import { serviceAccess } from './service-access.ts';

export const allGates: readonly Gate<GateContext>[] = [
  containerBuild,
  kubernetesDeploy,
  podHealth,
  serviceAccess,
  replicaScaling,
  failureRecovery,
  helmUpgrade,
  helmRollback,
];
