/** Owns what `tengate.yaml` may say: the chart, the images, the services, the person's path, and the way to run without a cluster. */

import { z } from 'zod';

/** Version of the file's format; raised when an older file would be read wrongly. */
export const configurationVersion = 1;

export const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const name = z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, {
  error: 'expected lower-case letters, digits and hyphens, as Kubernetes wants its names',
});
/** Kubernetes bounds label values, and with them names of services and namespaces (RFC 1123), at 63 characters. */
const label = name.max(63, { error: 'expected at most 63 characters' });
/** Helm bounds the name of a release at 53 characters. */
const releaseName = name.max(53, { error: "expected at most 53 characters, Helm's own bound" });
const port = z.int().min(1).max(65535);
const text = z.string().min(1, { error: 'expected a text that is not empty' });
const urlPath = z.string().regex(/^\//, { error: 'expected a path that begins with "/"' });
const megabytes = z.number().positive();

/** Path into the chart's values, as Helm's --set takes it. */
const valuesPath = z.string().regex(/^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/, {
  error: 'expected a path into the chart\'s values, such as "api.image"',
});

const secretSchema = z.strictObject({
  name: label,
  /** Key → text; `${password}` stands for a random password (the same in all keys), `${namespace}` for the namespace. */
  keys: z.record(z.string().regex(/^[-._a-zA-Z0-9]+$/, { error: 'expected a key of a Secret' }), z.string()),
});

const imageSchema = z.strictObject({
  name: label,
  dockerfile: text,
  context: text,
  /** Path in the chart's values that holds `repository` and `tag`: `api.image`. */
  values: valuesPath,
  /** Where the image answers when it runs alone. */
  port,
  path: urlPath,
  target: text.optional(),
  buildArgs: z.record(z.string(), z.string()).default({}),
  /** Environment of the image when it runs alone. Never a secret. */
  env: z.record(z.string(), z.string()).default({}),
  limits: z
    .strictObject({ compressedMB: megabytes.optional(), unpackedMB: megabytes.optional() })
    .default({}),
});

const serviceSchema = z.strictObject({
  name: label,
  service: label,
  port,
  path: urlPath,
  /** The NodePort that the values ask for, so that a port taken by another program is found before the cluster starts. */
  nodePort: z.int().min(30000).max(32767).optional(),
});

const journeyStepSchema = z.strictObject({
  name: text,
  request: z.strictObject({
    /** One of `services`, by its name. */
    service: label,
    method: z.enum(httpMethods),
    path: urlPath,
    headers: z.record(z.string(), z.string()).default({}),
    json: z.json().optional(),
  }),
  expect: z.strictObject({
    status: z.int().min(100).max(599),
    /** JSON pointer (RFC 6901) → the value that must be there. */
    json: z
      .record(z.string().regex(/^(\/|$)/, { error: 'expected a JSON pointer such as "/id"' }), z.json())
      .default({}),
    /** A text that the body must hold. */
    contains: z.string().optional(),
  }),
  /** Name → JSON pointer into the answer; `${name}` stands for the value in the steps after this one. */
  capture: z
    .record(
      z.string().regex(/^[A-Za-z]\w*$/, { error: 'expected letters and digits' }),
      z.string().regex(/^(\/|$)/, { error: 'expected a JSON pointer such as "/id"' }),
    )
    .default({}),
});

const jsonPointer = z.string().regex(/^(\/|$)/, { error: 'expected a JSON pointer such as "/id"' });

/** Where every pod of a service says what it runs. */
const reportedSchema = z.strictObject({ service: label, path: urlPath, json: jsonPointer });

/** How the chart is asked for another number of replicas, another configuration, another image: gates 5, 7 and 8. */
const changesSchema = z.strictObject({
  replicas: z
    .array(
      z.strictObject({
        /** Name of the Deployment. */
        deployment: label,
        /** Path of the autoscaler's least number of replicas; of the replicas where there is no autoscaler. */
        value: valuesPath,
      }),
    )
    .min(1),
  /** A value that ends up in the ConfigMap; it is set to a word made for the run. */
  configuration: z.strictObject({ value: valuesPath, reported: reportedSchema }),
  /** One of `images`, built again with this argument set to a word made for the run. */
  image: z.strictObject({
    image: label,
    buildArg: z.string().regex(/^[A-Za-z_]\w*$/, { error: 'expected the name of a build argument' }),
    reported: reportedSchema,
  }),
  /** Upgrades that cannot succeed: gate 8 sees them named, and rolls them back while the old pods go on serving. */
  broken: z
    .array(
      z.strictObject({
        /** As a person says it: `an image that does not exist`. */
        name: text,
        /** Values on top of the installed ones. */
        values: z.record(z.string(), z.json()),
        /** Codes of findings, one of which must name it. */
        named: z.array(text).min(1),
      }),
    )
    .default([]),
  /** The request that makes an autoscaler add pods: many of it, at a constant rate. */
  strain: z.strictObject({
    service: label,
    path: urlPath,
    ratePerSecond: z.int().min(1).max(1_000).default(150),
  }),
});

/** The load of gates 6 to 8: one request of each service over fresh and kept connections, and a write that is counted. */
const loadSchema = z.strictObject({
  /** Requests a second, all streams together. */
  ratePerSecond: z.int().min(10).max(2_000).default(200),
  /** Most of what the deployment was found to hold that is used of it. */
  share: z.number().gt(0).max(1).default(0.5),
  /** Header in which an answer names the pod that gave it. */
  answeredBy: z.string().min(1).default('x-served-by'),
  timeoutMs: z.int().min(100).max(60_000).default(5_000),
  reads: z.array(z.strictObject({ service: label, path: urlPath })).min(1),
  write: z
    .strictObject({
      service: label,
      path: urlPath,
      /** `${uuid}`, `${run}` and `${sequence}` are replaced for each request: the same write twice must have one effect. */
      headers: z.record(z.string(), z.string()).default({}),
      json: z.json(),
      ratePerSecond: z.int().min(1).max(200).default(10),
      /** Prints the sequence number of every stored write of the run, one a line. */
      stored: z.strictObject({
        /** Labels of the pod that the command runs in. */
        selector: text,
        container: label,
        /** `${run}` is replaced. */
        command: z.array(text).min(1),
        /** Takes the writes of the run away again, once they were counted; `${run}` is replaced. */
        remove: z.array(text).min(1).optional(),
      }),
    })
    .optional(),
});

const localCommand = z
  .array(text)
  .min(1, { error: 'expected a program and its arguments, such as [npm, run, build]' });

const localSchema = z.strictObject({
  /** Commands that run once, one after another, before the processes. */
  build: z.array(z.strictObject({ name: text, command: localCommand })).default([]),
  /** Long-running commands, started in this order, each once the one before is healthy. */
  processes: z
    .array(
      z.strictObject({
        name: label,
        command: localCommand,
        env: z.record(z.string(), z.string()).default({}),
        /** Answers 2xx once the process is ready. */
        health: z.url({ protocol: /^https?$/ }),
        /** What a person opens; `health` where absent. */
        open: z.url({ protocol: /^https?$/ }).optional(),
      }),
    )
    .min(1),
});

export const configurationSchema = z.strictObject({
  version: z.literal(configurationVersion),
  application: label,
  release: z.strictObject({
    name: releaseName,
    namespace: label,
    chart: text,
    values: z.array(text).default([]),
    /** Secrets that the chart refers to: made once, when absent, and never changed. */
    secrets: z.array(secretSchema).default([]),
    /** The chart's switch that leaves its autoscalers out while their targets keep their replicas. */
    suspendAutoscaling: valuesPath.optional(),
    /** Values of a second, short-lived release beside the first (gate 4's fresh database): no fixed ports, one replica. */
    isolated: z.record(valuesPath, z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  }),
  /** Images of the toolchain that Dockerfiles and chart start from, by name. */
  bases: z.array(text).default([]),
  images: z.array(imageSchema).default([]),
  services: z.array(serviceSchema).min(1),
  journey: z.array(journeyStepSchema).default([]),
  changes: changesSchema.optional(),
  load: loadSchema.optional(),
  local: localSchema.optional(),
});

/** What the file says, checked. Paths are as written; `resolvePaths` in `configuration-file.ts` made them absolute. */
export type Configuration = z.output<typeof configurationSchema> & {
  /** Absolute folder of the file; every path in it is relative to this one. */
  readonly root: string;
};
export type ImageConfiguration = Configuration['images'][number];
export type ServiceConfiguration = Configuration['services'][number];
export type JourneyStep = Configuration['journey'][number];
export type ChangesConfiguration = NonNullable<Configuration['changes']>;
export type LoadConfiguration = NonNullable<Configuration['load']>;
export type ReportedConfiguration = z.output<typeof reportedSchema>;
export type LocalConfiguration = NonNullable<Configuration['local']>;
export type LocalProcess = LocalConfiguration['processes'][number];
