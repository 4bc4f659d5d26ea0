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
        strokeWidth={1.8}
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
export const ListIcon = icon(<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />);
export const InboxIcon = icon(
  <path d="M4 13h4.5l1.5 3h4l1.5-3H20M6 5h12l2.5 8v5a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18v-5z" />,
);
export const SunIcon = icon(
  <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1" />,
);
export const CalendarIcon = icon(
  <path d="M8 3v3M16 3v3M4 9.5h16M5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-12A1.5 1.5 0 0 1 5.5 5" />,
);
export const ClockIcon = icon(<path d="M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.5" />);
export const DoneIcon = icon(<path d="M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.5 12.3l2.4 2.4 4.6-5" />);
export const SearchIcon = icon(<path d="M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20" />);
export const MenuIcon = icon(<path d="M4 7h16M4 12h16M4 17h16" />);
export const RepeatIcon = icon(
  <path d="M17 3l3 3-3 3M4 11V9a3 3 0 0 1 3-3h13M7 21l-3-3 3-3M20 13v2a3 3 0 0 1-3 3H4" />,
);
export const FlagIcon = icon(<path d="M6 21V4M6 5h11l-2 4 2 4H6" />);
export const FolderIcon = icon(
  <path d="M4 7.5A1.5 1.5 0 0 1 5.5 6H9l2 2.5h7.5A1.5 1.5 0 0 1 20 10v7.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z" />,
);
export const FilterIcon = icon(<path d="M4 7h16M7 12h10M10 17h4" />);
export const TagIcon = icon(<path d="M4 5v6.5l8.5 8.5 7-7L11 4.5H4.5zM8 8.5h.01" />);
export const StepsIcon = icon(<path d="M6 4v10a2 2 0 0 0 2 2h4M6 8h6M16 6h4M16 16h4" />);
export const KeyboardIcon = icon(
  <path d="M4 7h16v10H4zM7.5 10.5h.01M11 10.5h.01M14.5 10.5h.01M17 10.5h.01M9 14h6" />,
);
export const HalfMoonIcon = icon(<path d="M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5" />);
export const SettingsIcon = icon(
  <path d="M4 7.5h8M18 7.5h2M4 16.5h2M12 16.5h8M15 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M9 14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5" />,
);
export const ChatIcon = icon(
  <path d="M6 5h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-5l-4 3.5V17H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2M8.5 9.5h7M8.5 12.5h4" />,
);
export const HistoryIcon = icon(
  <path d="M4.5 12a7.5 7.5 0 1 0 2.5-5.6L4.5 8.5M4.5 4.5v4h4M12 8.5V12l2.5 1.5" />,
);
export const SendIcon = icon(<path d="M12 19V5M6 11l6-6 6 6" />);
export const StopIcon = icon(<path d="M7.5 7.5h9v9h-9z" fill="currentColor" />);
export const UpIcon = icon(<path d="m6 14 6-6 6 6" />);
export const DownIcon = icon(<path d="m6 10 6 6 6-6" />);
export const MoreIcon = icon(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth={3} />);
export const PencilIcon = icon(<path d="M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3" />);
