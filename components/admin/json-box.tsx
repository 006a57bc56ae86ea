/** JSON in a scrolling box. It can be focused, so that the keyboard can scroll it (WCAG 2.1.1). */
export function JsonBox({ label, value }: { label: string; value: unknown }) {
  return (
    <section
      aria-label={label}
      {...{ tabIndex: 0 }}
      className="max-h-[36rem] overflow-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
    >
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
