/** Owns the OpenAPI document as a page for people: one HTML file without scripts, fonts or any other request. Pure. */

import { hash } from 'node:crypto';
import type { Document } from './document.ts';

type Json = Readonly<Record<string, unknown>>;

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid; }
details { margin: .5rem 0; border: 1px solid #8888; border-radius: .5rem; padding: .5rem .75rem; }
summary { cursor: pointer; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; background: #8882; padding: .75rem; border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; }
`;

export function renderDocument(document: Document): { readonly html: string; readonly styleHash: string } {
  const { info } = document;
  const paths = Object.entries((document.paths ?? {}) as Record<string, Json>);
  const operations = paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as Json })),
  );
  const tags = [...new Set(operations.map(({ operation }) => tagOf(operation)))];
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Json>);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)} API ${text(info.version)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${text(info.title)} API ${text(info.version)}</h1>
<p>${text(info.description ?? '')}</p>
<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1)</p>
</header>
<main>
${tags
  .map(
    (tag) => `<section aria-labelledby="tag-${slug(tag)}">
<h2 id="tag-${slug(tag)}">${text(tag)}</h2>
${operations
  .filter(({ operation }) => tagOf(operation) === tag)
  .map(renderOperation)
  .join('\n')}
</section>`,
  )
  .join('\n')}
<section aria-labelledby="schemas">
<h2 id="schemas">Schemas</h2>
${schemas
  .map(
    ([name, schema]) =>
      `<details id="schema-${slug(name)}"><summary><code>${text(name)}</code></summary>${code(schema)}</details>`,
  )
  .join('\n')}
</section>
</main>
</body>
</html>
`;
  return { html, styleHash: hash('sha256', style, 'base64') };
}

function renderOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: Json;
}): string {
  const parameters = (operation.parameters ?? []) as readonly Json[];
  const body = (operation.requestBody as { content?: Json } | undefined)?.content;
  const responses = Object.entries((operation.responses ?? {}) as Record<string, Json>);
  return `<details><summary><span class="method">${text(method.toUpperCase())}</span> <code>${text(path)}</code> ${text(
    String(operation.summary ?? ''),
  )}</summary>
${operation.description === undefined ? '' : `<p>${text(String(operation.description))}</p>`}
${parameters.length === 0 ? '' : table(['Parameter', 'In', 'Schema'], parameters.map(renderParameter))}
${body === undefined ? '' : `<h3>Body</h3>${code(body)}`}
${table(
  ['Status', 'Meaning', 'Content'],
  responses.map(([status, response]) => [
    text(status),
    text(String(response.description ?? '')),
    Object.entries((response.content ?? {}) as Record<string, Json>)
      .map(([type, content]) => `<code>${text(type)}</code> ${reference(content.schema)}`)
      .join('<br>'),
  ]),
)}
</details>`;
}

function renderParameter(parameter: Json): string[] {
  const required = parameter.required === true ? ' (required)' : '';
  return [
    `<code>${text(String(parameter.name))}</code>${required}`,
    text(String(parameter.in)),
    `<code>${text(JSON.stringify(parameter.schema))}</code>`,
  ];
}

function reference(schema: unknown): string {
  const name = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1);
  return name === undefined ? '' : `<a href="#schema-${slug(name)}">${text(name)}</a>`;
}

const tagOf = (operation: Json) => ((operation.tags ?? ['Other']) as readonly string[])[0] ?? 'Other';

const code = (value: unknown) =>
  `<pre tabindex="0"><code>${text(JSON.stringify(value, null, 2))}</code></pre>`;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
