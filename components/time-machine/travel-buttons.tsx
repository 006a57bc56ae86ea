"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { nextDay } from "./time-words";

const steps = ["1 hour", "1 day", "1 week", "1 month"] as const;

type Props = { now: string; disabled: boolean; travel: (by: string) => Promise<unknown> };

/** Moves time forward by a step or to a day. There is no way back. */
export function TravelButtons({ now, disabled, travel }: Props) {
  const [until, setUntil] = useState("");
  const go = (by: string) => {
    if (!disabled) void travel(by);
  };
  return (
    <>
      <div className="grid grid-cols-4 gap-1.5">
        {steps.map((step) => (
          <Button
            key={step}
            variant="outline"
            size="sm"
            pending={disabled}
            onClick={() => go(`+${step}`)}
            className="px-1 [&>svg]:hidden"
          >
            +{step}
          </Button>
        ))}
      </div>
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (until) go(until);
        }}
      >
        <label htmlFor="time-machine-until" className="text-muted-foreground text-xs">
          Until
        </label>
        <Input
          id="time-machine-until"
          type="date"
          required
          min={nextDay(now)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          className="h-8 flex-1"
        />
        <Button type="submit" variant="outline" size="sm" pending={disabled}>
          Go
        </Button>
      </form>
    </>
  );
}
