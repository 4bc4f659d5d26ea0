/** Owns light and dark: the system's choice, or the person's, kept in this browser. */

export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

const storageKey = 'appearance';

/** Runs before the first paint, so that nothing flashes. */
export const appearanceScript = `try{var a=localStorage.getItem('${storageKey}');if(a==='light'||a==='dark')document.documentElement.dataset.appearance=a}catch{}`;

export function readAppearance(): Appearance {
  const chosen = document.documentElement.dataset.appearance;
  return appearances.find((each) => each === chosen) ?? 'system';
}

export function chooseAppearance(appearance: Appearance): void {
  if (appearance === 'system') delete document.documentElement.dataset.appearance;
  else document.documentElement.dataset.appearance = appearance;
  try {
    if (appearance === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, appearance);
  } catch {
    // Storage is off: the choice holds for this page.
  }
}
