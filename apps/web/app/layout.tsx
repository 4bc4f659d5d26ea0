import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { appearanceScript } from '../lib/appearance.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Todo Chatbot', template: '%s · Todo Chatbot' },
  description: 'A calm list of what there is to do.',
  manifest: '/manifest.webmanifest',
  appleWebApp: { capable: true, title: 'Todo Chatbot', statusBarStyle: 'default' },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f8f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1515' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The script below marks it with the person's choice before React comes.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: appearanceScript }} />
      </head>
      <body className="min-h-dvh">{children}</body>
    </html>
  );
}
