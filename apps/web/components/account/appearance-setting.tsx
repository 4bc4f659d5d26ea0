import { useState } from 'react';
import { type Appearance, appearances, chooseAppearance, readAppearance } from '../../lib/appearance.ts';
import { Setting } from './setting.tsx';

const names: Readonly<Record<Appearance, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Light or dark, in this browser. */
export function AppearanceSetting() {
  const [appearance, setAppearance] = useState(readAppearance);
  return (
    <Setting title="Appearance">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Appearance</legend>
        {appearances.map((each) => (
          <label
            key={each}
            className="flex h-11 cursor-pointer items-center gap-2 rounded-xl border border-line bg-surface px-4 text-sm has-checked:border-accent has-checked:bg-accent-soft sm:h-10"
          >
            <input
              type="radio"
              name="appearance"
              value={each}
              checked={each === appearance}
              onChange={() => {
                chooseAppearance(each);
                setAppearance(each);
              }}
              className="accent-accent"
            />
            {names[each]}
          </label>
        ))}
      </fieldset>
    </Setting>
  );
}
