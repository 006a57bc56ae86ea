"use client";

import { Search } from "lucide-react";
import { debounce, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { cn } from "@/lib/cn";
import type { Place } from "@/products/unison/domain";
import {
  priorityLabels,
  statusLabels,
  type WorkOrderStatus,
  workOrderPriorities,
  workOrderStatuses,
} from "@/products/unison/domain/work-orders/work-order";
import { orderFilters } from "./search-params";

type OrderFiltersProps = { counts: Readonly<Record<WorkOrderStatus, number>>; places: readonly Place[] };

/** Filters kept in the URL, so that a list can be shared. Any change returns to the first page. */
export function OrderFilters({ counts, places }: OrderFiltersProps) {
  const [pending, startTransition] = useTransition();
  const [filters, setFilters] = useQueryStates(orderFilters, { shallow: false, startTransition });
  const lanes = [
    { status: null, label: "All", orders: counts.open + counts.in_progress + counts.done },
    ...workOrderStatuses.map((status) => ({ status, label: statusLabels[status], orders: counts[status] })),
  ];
  return (
    <div
      aria-busy={pending}
      className={cn("flex flex-col gap-3 transition-opacity lg:flex-row lg:items-center", pending && "opacity-60")}
    >
      <fieldset className="flex gap-1 overflow-x-auto rounded-md border bg-card p-1 shadow-raised">
        <legend className="sr-only">Status</legend>
        {lanes.map(({ status, label, orders }) => (
          <button
            key={label}
            type="button"
            aria-pressed={filters.status === status}
            onClick={() => setFilters({ status, below: null })}
            className="flex h-7 shrink-0 items-center gap-1.5 rounded-sm px-2.5 font-medium text-[0.8125rem] text-muted-foreground hover:text-foreground aria-pressed:bg-accent aria-pressed:text-foreground"
          >
            {label}
            <span className="text-muted-foreground text-xs tabular-nums">{orders}</span>
          </button>
        ))}
      </fieldset>
      <div className="flex flex-col gap-3 sm:flex-row lg:ml-auto">
        <span className="relative block sm:min-w-56 sm:flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            type="search"
            aria-label="Search work orders"
            placeholder="Title, product or number"
            className="pl-9"
            value={filters.q}
            onChange={(event) =>
              setFilters({ q: event.target.value || null, below: null }, { limitUrlUpdates: debounce(300) })
            }
          />
        </span>
        {places.length > 1 && (
          <NativeSelect
            aria-label="Plant"
            value={filters.plant ?? ""}
            onChange={(event) => setFilters({ plant: event.target.value || null, below: null })}
          >
            <option value="">All plants</option>
            {places.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
        <NativeSelect
          aria-label="Priority"
          value={filters.priority ?? ""}
          onChange={(event) =>
            setFilters({
              priority: workOrderPriorities.find((priority) => priority === event.target.value) ?? null,
              below: null,
            })
          }
        >
          <option value="">Any priority</option>
          {workOrderPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {priorityLabels[priority]}
            </option>
          ))}
        </NativeSelect>
      </div>
    </div>
  );
}
