import path from 'node:path';
import type { NextConfig } from 'next';
import { buildId } from './build/build-id.ts';

const root = path.join(import.meta.dirname, '../..');
const isDevelopment = process.env.NODE_ENV === 'development';

/** Next's own inline scripts and styles need 'unsafe-inline'; its development tools need eval and a web socket. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Traced, because something might load them, but never loaded by this application in production. */
const neverLoaded = [
  // Images are not resized, there are no web fonts.
  '@img/**',
  'sharp/**',
  'next/dist/server/capsize-font-metrics.json',
  // No edge functions, no middleware.
  'next/dist/compiled/edge-runtime/**',
  'next/dist/compiled/@edge-runtime/primitives/**',
  'react-dom/cjs/react-dom-server.edge.production.js',
  'react-dom/cjs/react-dom-server*.browser.production.js',
  // No experimental React.
  'next/dist/compiled/next-server/app-page-turbo-experimental.runtime.prod.js',
];

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  outputFileTracingExcludes: { '*': neverLoaded.map((files) => `../../node_modules/${files}`) },
  turbopack: { root },
  generateBuildId: () => buildId(root),
  transpilePackages: ['@todo-chatbot/contracts', '@todo-chatbot/understanding'],
  // `npm run typecheck` does it, once for all workspaces, with the TypeScript that Next does not know yet.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // The root file system is read-only: pages are prerendered, nothing is ever written back.
  experimental: { isrFlushToDisk: false },
  poweredByHeader: false,
  agentRules: false,
  rewrites: async () => [
    { source: '/projects/:id', destination: '/projects' },
    { source: '/labels/:name', destination: '/labels' },
  ],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
      ],
    },
    // Pages name the files of their own build: one from before an upgrade must not be kept by anyone.
    { source: '/:path((?!_next/).*)', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
  ],
};

export default config;
