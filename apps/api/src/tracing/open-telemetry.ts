/**
 * Owns traces as OpenTelemetry has them, sent by OTLP over HTTP. A file of its own in the build, loaded where
 * an endpoint is configured and nowhere else. Nothing is registered globally: libraries trace nothing of their own.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { sqlState } from '../database/run-statement.ts';
import type { Log } from '../log.ts';
import type { Tracing } from './tracing.ts';

/** Longest that one batch may take to be sent, and so a stop, milliseconds. */
const exportTimeoutMs = 2000;

/**
 * @param options.endpoint of an OTLP receiver, without `/v1/traces`
 * @param options.epochMs  milliseconds since 1970, finer than one
 */
export function createTracing(options: {
  readonly endpoint: string;
  readonly service: { readonly name: string; readonly version: string; readonly instance: string };
  readonly epochMs: () => number;
  readonly log: Pick<Log, 'warn'>;
}): Tracing {
  const { endpoint, service, epochMs, log } = options;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: exportTimeoutMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service.name,
      'service.version': service.version,
      'service.instance.id': service.instance,
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: loggingFailures(exporter, log),
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  });
  const tracer = provider.getTracer(service.name, service.version);
  const propagator = new W3CTraceContextPropagator();
  const current = new AsyncLocalStorage<Context>();

  return {
    async request({ method, header }, answer) {
      const caller = propagator.extract(ROOT_CONTEXT, header, {
        keys: () => ['traceparent', 'tracestate'],
        get: (carrier, name) => carrier(name),
      });
      const attributes = { 'http.request.method': method };
      const span = tracer.startSpan(
        method,
        { kind: SpanKind.SERVER, attributes, startTime: epochMs() },
        caller,
      );
      try {
        const { route, status } = await current.run(trace.setSpan(caller, span), () =>
          answer(span.spanContext().traceId),
        );
        span.updateName(`${method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      } finally {
        span.end(epochMs());
      }
    },
    statement({ text, durationMs, error }) {
      const context = current.getStore();
      if (context === undefined) return;
      const ended = epochMs();
      const operation =
        /\b(?:select|insert|update|delete|with)\b/i.exec(text)?.[0].toUpperCase() ?? 'STATEMENT';
      const attributes = {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.query.text': text,
      };
      const span = tracer.startSpan(
        operation,
        { kind: SpanKind.CLIENT, attributes, startTime: ended - durationMs },
        context,
      );
      if (error !== null) {
        // Its code alone: a message may quote what somebody wrote.
        span.setAttribute('db.response.status_code', sqlState(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end(ended);
    },
    async stop() {
      await provider.shutdown().catch((error: unknown) => log.warn({ err: error }, 'traces were not sent'));
    },
  };
}

/** A receiver that is away costs its traces and a line in the log, and nothing else. */
function loggingFailures(exporter: SpanExporter, log: Pick<Log, 'warn'>): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== ExportResultCode.SUCCESS) {
          log.warn({ err: result.error, spans: spans.length }, 'traces were not sent');
        }
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
