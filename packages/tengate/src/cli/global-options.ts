/** Owns the options that every command takes, and their parsing. */

import { type Command, Option } from 'commander';
import { z } from 'zod';

export const providerNames = ['embedded', 'existing'] as const;
export const engineNames = ['none', 'docker'] as const;
export const toolchainWays = ['auto', 'download', 'source', 'path'] as const;

const globalOptionsSchema = z.object({
  config: z.string(),
  json: z.boolean().default(false),
  debug: z.boolean().default(false),
  color: z.boolean(),
  provider: z.enum(providerNames),
  context: z.string().optional(),
  engine: z.enum(engineNames),
  name: z.string(),
  toolchain: z.enum(toolchainWays),
  mirror: z.string().optional(),
});
export type GlobalOptions = z.output<typeof globalOptionsSchema>;

/** Kubernetes' rule for names, short enough that paths of sockets under the state folder stay within their 107 characters. */
const clusterName = /^[a-z0-9]([-a-z0-9]{0,18}[a-z0-9])?$/;

export function addGlobalOptions(program: Command, fail: (message: string) => never): Command {
  return program
    .addOption(
      new Option('--config <file>', 'what to build, deploy and prove')
        .default('tengate.yaml')
        .env('TENGATE_CONFIG'),
    )
    .addOption(
      new Option('--provider <name>', 'where the cluster comes from')
        .choices(providerNames)
        .default('embedded'),
    )
    .addOption(
      new Option('--context <name>', 'context of your kubeconfig; means --provider existing').implies({
        provider: 'existing',
      }),
    )
    .addOption(
      new Option('--engine <name>', 'whose images an existing cluster runs: docker as in Docker Desktop')
        .choices(engineNames)
        .default('none'),
    )
    .addOption(
      new Option('--name <cluster>', 'which of your clusters')
        .default('tengate')
        .argParser((value: string) => {
          if (clusterName.test(value)) return value;
          return fail(`"${value}" is no name for a cluster: 1 to 20 lower-case letters, digits and hyphens.`);
        }),
    )
    .addOption(
      new Option('--toolchain <way>', 'force how programs are got')
        .choices(toolchainWays)
        .default('auto')
        .env('TENGATE_TOOLCHAIN'),
    )
    .addOption(
      new Option('--mirror <address>', 'folder or URL that stands for the official download hosts').env(
        'TENGATE_MIRROR',
      ),
    )
    .option('--json', 'print the result as JSON on standard output')
    .option('--no-color', 'print without colours (so does NO_COLOR)')
    .option('--debug', 'print stack traces');
}

/** The global options as they stand for `command`, wherever on the command line they were. */
export function readGlobalOptions(command: Command): GlobalOptions {
  return globalOptionsSchema.parse(command.optsWithGlobals());
}
