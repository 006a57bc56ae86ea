"use client";

import { X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Hint } from "@/components/charts/hint";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { cn } from "@/lib/cn";
import { type SegmentDimension, type SegmentOptions, segmentDimensions } from "@/lib/metrics/page/types";
import { dimensionLabels } from "./dimension-labels";
import { filterParams } from "./filter-params";

/** Filters every figure of the page by one property of the customer. The choice is in the URL. */
export function SegmentPicker({ options }: { options: SegmentOptions }) {
  const [pending, startTransition] = useTransition();
  const [{ by, value }, choose] = useQueryStates(
    { by: filterParams.by, value: filterParams.value },
    { shallow: false, startTransition, history: "push" },
  );
  const current = by && value ? `${by}:${value}` : "";
  const select = (chosen: string) => {
    const [dimension, ...rest] = chosen.split(":");
    const found = segmentDimensions.find((each) => each === dimension);
    void choose(found ? { by: found, value: rest.join(":") } : { by: null, value: null });
  };
  return (
    <div className={cn("flex items-center gap-1 transition-opacity", pending && "opacity-60")} aria-busy={pending}>
      <NativeSelect
        aria-label="Segment"
        value={current}
        onChange={(event) => select(event.target.value)}
        className="h-8 w-52 text-[0.8125rem] max-sm:h-9 max-sm:w-full"
      >
        <option value="">All customers</option>
        {by && value && !options[by].some((option) => option.value === value) && (
          <option value={current}>
            {dimensionLabels[by]}: {value}
          </option>
        )}
        {segmentDimensions.map((dimension) => (
          <Options key={dimension} dimension={dimension} options={options[dimension]} />
        ))}
      </NativeSelect>
      <Hint id="segment-hint" of="the segment">
        You can filter by one segment at a time. “Unknown” means the customer didn't say.
      </Hint>
      {current && (
        <Button variant="ghost" size="icon" className="size-8" aria-label="Clear segment" onClick={() => select("")}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

type OptionsProps = { dimension: SegmentDimension; options: SegmentOptions[SegmentDimension] };

function Options({ dimension, options }: OptionsProps) {
  if (options.length === 0) return null;
  return (
    <optgroup label={dimensionLabels[dimension]}>
      {options.map(({ value, label }) => (
        <option key={value} value={`${dimension}:${value}`}>
          {label}
        </option>
      ))}
    </optgroup>
  );
}
