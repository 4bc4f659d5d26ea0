import { useState } from 'react';
import { type Appearance, appearances, chooseAppearance, readAppearance } from '../../lib/appearance.ts';
import { placeOf } from '../../lib/due-dates.ts';
import { HalfMoonIcon, KeyboardIcon, SearchIcon, SettingsIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';

const line =
  'flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-left text-muted text-sm transition-colors hover:bg-sunken hover:text-ink max-lg:h-11';
const names: Readonly<Record<Appearance, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Below the navigation: commands, keys, settings, appearance, and which clock counts. */
export function SidebarFooter(props: {
  readonly showHelp: () => void;
  readonly showPalette: () => void;
  readonly showSettings: () => void;
}) {
  const { timeZone } = useTaskServices();
  const [appearance, setAppearance] = useState<Appearance | null>(null);
  return (
    <div className="grid gap-0.5">
      <button type="button" className={line} onClick={props.showPalette} aria-keyshortcuts="Control+K">
        <SearchIcon />
        <span className="flex-1">Commands</span>
        <kbd className="rounded border border-line px-1.5 font-sans text-xs max-lg:hidden">Ctrl K</kbd>
      </button>
      <button type="button" className={line} onClick={props.showHelp} aria-keyshortcuts="?">
        <KeyboardIcon />
        <span className="flex-1">Keyboard</span>
        <kbd className="rounded border border-line px-1.5 font-sans text-xs max-lg:hidden">?</kbd>
      </button>
      <button type="button" className={line} onClick={props.showSettings} aria-keyshortcuts=",">
        <SettingsIcon />
        <span className="flex-1">Settings</span>
        <kbd className="rounded border border-line px-1.5 font-sans text-xs max-lg:hidden">,</kbd>
      </button>
      <label className={`${line} pr-1`}>
        <HalfMoonIcon />
        <span className="sr-only">Appearance</span>
        <select
          // What is chosen stands in the document; the server does not know it.
          ref={(element) => {
            if (element !== null && appearance === null) setAppearance(readAppearance());
          }}
          value={appearance ?? 'system'}
          onChange={({ currentTarget: { value } }) => {
            const chosen = value as Appearance;
            chooseAppearance(chosen);
            setAppearance(chosen);
          }}
          className="h-8 min-w-0 flex-1 cursor-pointer rounded-md bg-transparent"
        >
          {appearances.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </label>
      <p className="min-h-5 px-2.5 pt-1 text-muted text-xs">
        {appearance !== null && `Times as in ${placeOf(timeZone)}`}
      </p>
    </div>
  );
}
