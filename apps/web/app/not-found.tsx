import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-3 px-6">
      <h1 className="font-semibold text-2xl tracking-tight">There is nothing here</h1>
      <p className="text-muted">The address may be mistyped, or what it showed is gone.</p>
      {/* A plain link: Next's own would be three kilobytes more for every page. */}
      <a
        href="/"
        className="mt-3 rounded-xl bg-accent px-4 py-2.5 font-medium text-on-accent hover:bg-accent-strong"
      >
        Go to your tasks
      </a>
    </main>
  );
}
