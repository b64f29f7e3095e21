import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Span, type Tracer } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { TextChannel } from '../../engine/ports/channel.js';
import { Terminal } from '../../engine/ports/errors.js';
import { faultName } from '../../engine/ports/fault.js';
import type { Store } from '../../engine/ports/store.js';
import { notedTransaction, SlotNotes } from './slot-span.js';

/** What a span is told when its work is done: numbers and codes, never an id of a person, a name, a path or a text. */
export type Told = Readonly<Record<string, string | number>>;

export interface Tracing {
  /** One span for each slot transaction, all its tries together. */
  store(store: Store): Store;
  /** One span for each text handed to the provider. */
  channel(channel: TextChannel): TextChannel;
  /** A span around `work`, under the one in hand. `tell` gives what is kept of the result; `null`: nothing happened, and no span is kept. */
  span<T>(name: string, work: () => Promise<T>, tell: (result: T) => Told | null): Promise<T>;
  /** As {@link span}, for a request, which may go on a trace of the caller's (`traceparent` of W3C). */
  request(method: string, traceparent: string | undefined, work: () => Promise<void>, answered: () => { readonly route: string; readonly code: number }): Promise<void>;
  /** Hands over what is kept, for `ms` at most; what the collector has not taken then is dropped. Never throws. */
  close(ms: number): Promise<void>;
}

export interface TracingOptions {
  /** Base address of an OTLP/HTTP collector, e.g. `http://127.0.0.1:4318`. */
  readonly endpoint: string;
  readonly version: string;
}

/** A batch that the collector has not taken within this is dropped, in ms; new spans meanwhile wait in memory, {@link SPANS_MAX} at most. */
const EXPORT_MS = 2_000;
const SPANS_MAX = 4_096;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

type Spans = (name: string, kind: SpanKind, attributes: Attributes, work: (span: Span) => Promise<boolean>, under?: Context) => Promise<void>;

/** The span in hand is kept here, not in a global of the library's: two houses in one process do not mix. */
function spansOf(tracer: Tracer): Spans {
  const inHand = new AsyncLocalStorage<Context>();
  return async (name, kind, attributes, work, under) => {
    const parent = under ?? inHand.getStore() ?? ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    try {
      if (await inHand.run(trace.setSpan(parent, span), () => work(span))) span.end();
    } catch (error) {
      // Its kind only: the text of what was thrown can carry a value.
      span.setAttribute('error.type', faultName(error));
      // A refusal that was foreseen is an answer, not a failure.
      if (!(error instanceof Terminal)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      throw error;
    }
  };
}

/** `work` within a span, handing its result through. */
async function within<T>(spans: Spans, name: string, kind: SpanKind, attributes: Attributes, work: (span: Span) => Promise<{ readonly result: T; readonly kept: boolean }>): Promise<T> {
  let done: { readonly result: T } | undefined;
  await spans(name, kind, attributes, async (span) => {
    const { result, kept } = await work(span);
    done = { result };
    return kept;
  });
  return (done as { readonly result: T }).result;
}

function tracedStore(store: Store, spans: Spans): Store {
  return {
    ...store,
    inSlot: (slot, lease, work) => within(spans, 'slot', SpanKind.INTERNAL, { 'dunwell.slot': slot }, async (span) => {
      let notes = new SlotNotes();
      let tries = 0;
      try {
        const result = await store.inSlot(slot, lease, (transaction) => {
          tries += 1;
          notes = new SlotNotes();
          return work(notedTransaction(transaction, notes));
        });
        return { result, kept: true };
      } finally {
        span.updateName(`slot ${notes.stage}`).setAttributes({ ...notes.attributes(), 'dunwell.tries': tries });
      }
    }),
  };
}

const tracedChannel = (channel: TextChannel, spans: Spans): TextChannel => ({
  ...channel,
  send: (permit, outgoing) => within(spans, 'send', SpanKind.CLIENT, { 'dunwell.provider': channel.provider }, async (span) => {
    const result = await channel.send(permit, outgoing);
    span.setAttribute('dunwell.result', result.kind);
    return { result, kept: true };
  }),
});

/** The caller's span, if the header is well-formed. */
function callersContext(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}

/**
 * Spans to a collector over OTLP/HTTP (JSON), in batches and beside the work: a collector that is slow or gone costs spans, never time of
 * what is traced. `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER` and `OTEL_EXPORTER_OTLP_HEADERS` are read by the library.
 */
export function otlpTracing({ endpoint, version }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: EXPORT_MS });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'dunwell', 'service.version': version }).merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: SPANS_MAX, exportTimeoutMillis: EXPORT_MS })],
  });
  const spans = spansOf(provider.getTracer('dunwell', version));
  return {
    store: (store) => tracedStore(store, spans),
    channel: (channel) => tracedChannel(channel, spans),
    span: (name, work, tell) => within(spans, name, SpanKind.INTERNAL, {}, async (span) => {
      const result = await work();
      const told = tell(result);
      if (told !== null) span.setAttributes({ ...told });
      return { result, kept: told !== null };
    }),
    request(asked, traceparent, work, answered) {
      const method = METHODS.has(asked) ? asked : '_OTHER';
      return spans(method, SpanKind.SERVER, { 'http.request.method': method }, async (span) => {
        await work();
        const { route, code } = answered();
        span.updateName(`${method} ${route}`).setAttributes({ 'http.route': route, 'http.response.status_code': code });
        if (code >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        return true;
      }, callersContext(traceparent));
    },
    async close(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, ms); });
      await Promise.race([provider.shutdown().catch(() => undefined), late]).finally(() => clearTimeout(timer));
    },
  };
}
