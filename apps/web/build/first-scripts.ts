/** Owns which scripts a prerendered page loads at once. */

/**
 * @param page its HTML
 * @returns the addresses of every script that it names; not those for browsers without modules, which no browser of today loads
 */
export function firstScripts(page: string): string[] {
  const old = new Set(
    [...page.matchAll(/<script[^>]*\bnoModule=""[^>]*>/gi)].flatMap(([tag]) => scriptsOf(tag)),
  );
  return [...new Set(scriptsOf(page))].filter((script) => !old.has(script));
}

const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/\/_next\/static\/[^"\\\s]+\.js/g)].map(([script]) => script);
