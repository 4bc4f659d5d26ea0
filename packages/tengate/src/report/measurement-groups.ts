/** Groups measurements by what they are of: `another image: p99` stands under `another image`. */

export type MeasurementGroup<Named> = {
  /** `null` for those that name nothing before a colon. */
  readonly of: string | null;
  /** With the shorter names. */
  readonly measurements: readonly Named[];
};

/** In the order in which each group came first; a group of one keeps its whole name. */
export function groupMeasurements<Named extends { readonly name: string }>(
  measurements: readonly Named[],
): readonly MeasurementGroup<Named>[] {
  const groups = new Map<string | null, Named[]>();
  const sizes = new Map<string, number>();
  for (const { name } of measurements) {
    const of = before(name);
    if (of !== null) sizes.set(of, (sizes.get(of) ?? 0) + 1);
  }
  for (const measurement of measurements) {
    const of = before(measurement.name);
    const grouped = of !== null && (sizes.get(of) ?? 0) > 1;
    const group = groups.get(grouped ? of : null) ?? [];
    groups.set(grouped ? of : null, group);
    group.push(grouped ? { ...measurement, name: measurement.name.slice(of.length + 2) } : measurement);
  }
  return [...groups].map(([of, some]) => ({ of, measurements: some }));
}

function before(name: string): string | null {
  const at = name.indexOf(': ');
  return at <= 0 ? null : name.slice(0, at);
}
