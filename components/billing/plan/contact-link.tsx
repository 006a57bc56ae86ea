/** "Contact us to change it." */
export function ContactLink({ email, purpose }: { email: string; purpose: string }) {
  return (
    <>
      <a href={`mailto:${email}`} title={email} className="font-medium underline underline-offset-4">
        Contact us
      </a>{" "}
      {purpose}.
    </>
  );
}
