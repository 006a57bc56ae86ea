import { productFirstStep } from "@/components/products/first-step";
import { Steps } from "./steps";

/** A step's header: progress, title and description. */
export function StepHead({ current, title, description }: { current: number; title: string; description: string }) {
  return (
    <header className="grid gap-6">
      <Steps titles={["Your organization", productFirstStep.title]} current={current} />
      <div className="grid gap-1.5">
        <h1 className="text-title">{title}</h1>
        <p className="max-w-xl text-pretty text-muted-foreground text-sm">{description}</p>
      </div>
    </header>
  );
}
