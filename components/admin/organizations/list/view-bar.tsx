"use client";

import { Columns3, Download, Trash2, Users } from "lucide-react";
import { useRouter } from "next/navigation";

import { lazy, Suspense } from "react";

import Link from "@/components/navigation/link";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";
import type { OrganizationFilter, SavedView } from "@/lib/admin";
import { viewParameters } from "@/lib/admin/list/organization-filter";
import { cn } from "@/lib/cn";
import { deleteView } from "./actions";
import { exportHref } from "./list-url";
import { standardViews } from "./list-words";
import { SaveView } from "./save-view";

const loadColumns = () => import("./column-menu");
const Columns = lazy(loadColumns);

type ViewBarProps = { filter: OrganizationFilter; views: readonly SavedView[] };

/** The views of the list, and what can be done with the one that is shown: save it, choose its columns, download it. */
export function ViewBar({ filter, views }: ViewBarProps) {
  const query = String(viewParameters(filter));
  const shown = views.find((view) => view.query === query);
  const isNew = !shown && !standardViews.some((view) => view.query === query);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <nav
        aria-label="Views"
        className="-mx-1 flex min-w-0 flex-1 gap-1 scroll-fade px-1 [scrollbar-width:none] py-0.5 max-sm:min-w-full"
      >
        {standardViews.map((view) => (
          <ViewLink key={view.name} {...view} current={view.query === query} />
        ))}
        {views.map(({ id, name, shared, own, by, query: saved }) => (
          <ViewLink
            key={id}
            name={name}
            query={saved}
            current={saved === query}
            sharedBy={shared ? (own ? "you" : by) : undefined}
          />
        ))}
      </nav>
      <div className="flex flex-wrap items-center gap-2">
        {isNew && <SaveView />}
        {shown?.own && <DeleteView view={shown} />}
        <ColumnMenu filter={filter} />
        <Button asChild variant="outline" size="sm">
          <a href={exportHref(filter)} download>
            <Download aria-hidden />
            Download CSV
          </a>
        </Button>
      </div>
    </div>
  );
}

type ViewLinkProps = { name: string; query: string; current: boolean; sharedBy?: string | undefined };

function ViewLink({ name, query, current, sharedBy }: ViewLinkProps) {
  return (
    <Link
      href={query ? `/admin/organizations?${query}` : "/admin/organizations"}
      aria-current={current ? "page" : undefined}
      title={sharedBy && `Shared by ${sharedBy}`}
      className={cn(
        "flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-[0.8125rem] text-muted-foreground transition-colors hover:bg-accent/60 hover:text-foreground max-sm:h-10",
        current && "bg-accent text-foreground",
      )}
    >
      {name}
      {sharedBy && <Users className="size-3.5" aria-label={`Shared by ${sharedBy}`} />}
    </Link>
  );
}

function DeleteView({ view: { id, name } }: { view: SavedView }) {
  const router = useRouter();
  const { run, pending } = useAction(() => deleteView({ viewId: id }), {
    done: () => {
      toast.success(`View ${name} deleted`);
      router.push("/admin/organizations");
    },
  });
  return (
    <ConfirmButton
      variant="ghost"
      size="sm"
      pending={pending}
      title={`Delete the view ${name}?`}
      description="The organizations in it stay as they are."
      confirm="Delete view"
      onConfirm={() => run(undefined)}
    >
      <Trash2 aria-hidden />
      Delete view
    </ConfirmButton>
  );
}

function ColumnMenu({ filter }: { filter: OrganizationFilter }) {
  const { button, menu, mounted } = useLazyMenu(loadColumns);
  return (
    <div className="relative max-md:hidden">
      <Button {...button} variant="outline" size="sm">
        <Columns3 aria-hidden />
        Columns
      </Button>
      {mounted && (
        <Suspense>
          <Columns {...menu} filter={filter} />
        </Suspense>
      )}
    </div>
  );
}
