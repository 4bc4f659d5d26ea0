/** Owns the icons: drawn with the text's colour, sized by their class, and silent for screen readers. */

import type { ReactNode } from 'react';

type IconProps = { readonly className?: string };

const icon = (children: ReactNode) =>
  function Icon({ className = 'size-5' }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={className}
      >
        {children}
      </svg>
    );
  };

export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const TrashIcon = icon(<path d="M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6 6 18" />);
export const CloudOffIcon = icon(
  <path d="m3 3 18 18M9 6.3A6 6 0 0 1 17.7 10 4.5 4.5 0 0 1 20.6 17M6.5 9.5A5 5 0 0 0 7 19h10" />,
);
export const SunriseIcon = icon(<path d="M12 4v4M5 9l2 2M19 9l-2 2M3 18h18M7.5 18a4.5 4.5 0 0 1 9 0" />);
