export type Difference = { term: string; before: string; after: string };

/** What a change replaces, and by what. */
export function OldAndNew({ differences }: { differences: readonly Difference[] }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">What changes</caption>
      <thead>
        <tr className="border-b text-left text-muted-foreground text-xs">
          <td className="w-1/3 pb-1.5" />
          <th className="pb-1.5 font-normal">Now</th>
          <th className="pb-1.5 font-normal">New</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ term, before, after }) => (
          <tr key={term} className="border-b last:border-0">
            <th className="py-1.5 pr-3 text-left font-normal text-muted-foreground">{term}</th>
            <td className="figures py-1.5 pr-3 text-muted-foreground">{before}</td>
            <td className="figures py-1.5 font-medium">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
