import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { productFirstStep } from "@/components/products/first-step";
import type { FirstStepProps } from "@/components/products/types";
import { Button } from "@/components/ui/button";
import { InviteField } from "./invite-field";
import { StepHead } from "./step-head";

type Props = Pick<FirstStepProps, "draft" | "finish"> & { verified: boolean };

/** The product's own step, in the frame that all products share. */
export function FirstStep({ draft, verified, finish }: Props) {
  const { title, description, Form } = productFirstStep;
  return (
    <div className="grid gap-8">
      <StepHead current={2} title={title} description={description} />
      <Form
        draft={draft}
        finish={finish}
        invite={<InviteField verified={verified} />}
        back={
          <Button asChild variant="ghost" className="-ml-3">
            <Link href="/onboarding?step=organization">
              <ArrowLeft aria-hidden />
              Back
            </Link>
          </Button>
        }
      />
    </div>
  );
}
