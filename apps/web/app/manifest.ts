import type { MetadataRoute } from 'next';

/** Makes it installable: a name, icons, and a window of its own. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Todo Chatbot',
    short_name: 'Todo',
    description: 'A calm list of what there is to do.',
    id: '/',
    start_url: '/today',
    display: 'standalone',
    background_color: '#f3f8f6',
    theme_color: '#f3f8f6',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Today', url: '/today' },
      { name: 'Search', url: '/search' },
    ],
  };
}
