import { describe, expect, it } from 'vitest';
import { firstScripts } from './first-scripts.ts';

describe('the first scripts of a page', () => {
  it('are those that it names, once each, in tags and in data', () => {
    const page = `<link rel="preload" as="script" href="/_next/static/chunks/a.js"/>
      <script src="/_next/static/chunks/b.js" async=""></script>
      <script>self.__next_f.push([1,"[\\"/_next/static/chunks/a.js\\",\\"/_next/static/chunks/c-_1.js\\"]"])</script>`;
    expect(firstScripts(page)).toEqual([
      '/_next/static/chunks/a.js',
      '/_next/static/chunks/b.js',
      '/_next/static/chunks/c-_1.js',
    ]);
  });

  it('leave out what only browsers without modules load, and styles', () => {
    const page = `<link rel="stylesheet" href="/_next/static/chunks/a.css"/>
      <script src="/_next/static/chunks/old.js" noModule=""></script>
      <script src="/_next/static/chunks/b.js" async=""></script>`;
    expect(firstScripts(page)).toEqual(['/_next/static/chunks/b.js']);
  });
});
