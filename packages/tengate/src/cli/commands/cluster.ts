/** `tengate cluster up | down | status | list`. */

import type { ClusterStatus } from '../../ports/cluster-provider.ts';
import { renderTable } from '../../report/table.ts';
import type { AddCommand } from '../command-context.ts';
import { examples } from '../examples.ts';
import { exitCodes } from '../exit-codes.ts';
import { requireCluster } from '../require-cluster.ts';

export const addCluster: AddCommand = (program, run) => {
  const cluster = program
    .command('cluster')
    .summary('start, stop and look at clusters')
    .description('Starts, stops and shows Kubernetes clusters, without deploying anything.')
    .addHelpText(
      'after',
      examples(
        ['tengate cluster up', 'start a cluster'],
        ['tengate cluster status', 'what runs, and what died'],
      ),
    );

  cluster
    .command('up')
    .summary('start the cluster')
    .description('Starts the cluster, or finds it running.')
    .addHelpText(
      'after',
      examples(['tengate cluster up', ''], ['tengate cluster up --name second', 'a second one beside it']),
    )
    .action((_options, command) =>
      run(command, async (context) => {
        await requireCluster(context.tengate.provider);
        const { handle, created } = await context.tengate.provider.up({
          name: context.tengate.clusterName,
          progress: context.progress,
          signal: context.signal,
        });
        const { engine: _engine, ...shown } = handle;
        context.print({
          text: [
            `Cluster ${handle.name} ${created ? 'started' : 'was running already'}.`,
            `  KUBECONFIG=${handle.kubeconfig} kubectl --context ${handle.context} get nodes`,
            '',
          ].join('\n'),
          json: { ...shown, created },
        });
        return exitCodes.ok;
      }),
    );

  cluster
    .command('down')
    .summary('stop the cluster')
    .description(
      'Stops the cluster and leaves nothing behind on the machine. Its data stays, unless you say otherwise.',
    )
    .option('--delete-data', 'remove its data too')
    .addHelpText(
      'after',
      examples(['tengate cluster down', ''], ['tengate cluster down --delete-data', 'remove its data too']),
    )
    .action((options: { deleteData?: true }, command) =>
      run(command, async ({ tengate, print, progress, signal }) => {
        const name = tengate.clusterName;
        const { stopped } = await tengate.provider.down({
          name,
          deleteData: options.deleteData === true,
          progress,
          signal,
        });
        print({
          text: stopped ? `Cluster ${name} stopped.\n` : `Cluster ${name} was not running.\n`,
          json: { name, stopped },
        });
        return exitCodes.ok;
      }),
    );

  cluster
    .command('status')
    .summary('show what the cluster consists of')
    .description(
      'Shows the components of the cluster, and the last lines of those that died. Exit code 0 only when it runs whole.',
    )
    .addHelpText(
      'after',
      examples(['tengate cluster status', ''], ['tengate cluster status --json', 'for a program']),
    )
    .action((_options, command) =>
      run(command, async ({ tengate, print, width }) => {
        const status = await tengate.provider.status(tengate.clusterName);
        print({ text: renderStatus(status, width), json: status });
        return status.state === 'running' ? exitCodes.ok : exitCodes.failed;
      }),
    );

  cluster
    .command('list')
    .summary('list the clusters')
    .description('Lists the clusters that this provider knows.')
    .addHelpText('after', examples(['tengate cluster list', '']))
    .action((_options, command) =>
      run(command, async ({ tengate, print, width }) => {
        const clusters = await tengate.provider.list();
        const rows = clusters.map(({ name, provider, state, kubernetesVersion }) => [
          name,
          provider,
          state,
          kubernetesVersion ?? '',
        ]);
        const columns = [
          { title: 'Name' },
          { title: 'Provider' },
          { title: 'State' },
          { title: 'Kubernetes' },
        ];
        const text =
          rows.length === 0
            ? 'There is no cluster.'
            : renderTable({ columns, rows, width, indent: 0 }).join('\n');
        print({ text: `${text}\n`, json: clusters });
        return exitCodes.ok;
      }),
    );
};

function renderStatus(status: ClusterStatus, width: number): string {
  const version = status.kubernetesVersion === null ? '' : `, Kubernetes ${status.kubernetesVersion}`;
  const memory = status.components.reduce((sum, { memoryMiB }) => sum + (memoryMiB ?? 0), 0);
  const rows = status.components.map(({ name, state, pid, memoryMiB }) => [
    name,
    state,
    pid === null ? '' : String(pid),
    memoryMiB === null ? '' : `${Math.round(memoryMiB)} MiB`,
  ]);
  const died = status.components.flatMap(({ name, ended }) =>
    ended === undefined
      ? []
      : [
          '',
          `${name} ended at ${ended.at} (${ended.signal ?? `exit code ${ended.exitCode}`}); its last lines:`,
          ...ended.lastLines.map((line) => `  ${line}`),
        ],
  );
  return [
    `Cluster ${status.name} (${status.provider}): ${status.state}${version}`,
    ...(rows.length === 0
      ? []
      : renderTable({
          columns: [{ title: 'Component' }, { title: 'State' }, { title: 'Process' }, { title: 'Memory' }],
          rows,
          width,
        })),
    ...(memory > 0 ? [`  ${Math.round(memory)} MiB in all`] : []),
    ...(status.kubeconfig === null ? [] : [`  KUBECONFIG=${status.kubeconfig}`]),
    ...(status.state === 'absent' || status.state === 'stopped'
      ? [`  To start it: npx tengate cluster up${status.name === 'tengate' ? '' : ` --name ${status.name}`}`]
      : []),
    ...died,
    '',
  ].join('\n');
}
