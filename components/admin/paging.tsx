import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";

type Filter = Readonly<Record<string, string | undefined>>;
type PagingProps = { path: string; filter: Filter & { after?: string | undefined }; next: string | undefined };

/** Next and first page of a list with cursors. The filter stays in the URL. */
export function Paging({ path, filter, next }: PagingProps) {
  if (!next && !filter.after) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      {filter.after && (
        <Button asChild variant="outline">
          <Link href={hrefOf(path, { ...filter, after: undefined })}>First page</Link>
        </Button>
      )}
      {next && (
        <Button asChild variant="outline">
          <Link href={hrefOf(path, { ...filter, after: next })}>Next page</Link>
        </Button>
      )}
    </nav>
  );
}

function hrefOf(path: string, filter: Filter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
