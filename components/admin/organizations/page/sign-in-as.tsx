"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { SignInAsProps } from "./sign-in-as-dialog";

const loadDialog = () => import("./sign-in-as-dialog");
const SignInAsDialog = lazy(loadDialog);

/** Starts a support session as a member. */
export function SignInAs(props: SignInAsProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button size="sm" variant="outline" {...button}>
        Sign in as…<span className="sr-only"> {props.person.email}</span>
      </Button>
      {mounted && (
        <Suspense>
          <SignInAsDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
