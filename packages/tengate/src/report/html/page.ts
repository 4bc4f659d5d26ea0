/** Owns the frame of a page of its own: no script, no address outside, nothing that a network is needed for. */

import { html, Markup } from './markup.ts';
import { styles } from './styles.ts';

export function renderPage(title: string, body: Markup): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return page.text;
}
