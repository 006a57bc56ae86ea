import Link from "@/components/navigation/link";
import { switchOrganization } from "@/components/shell/actions";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

type Named = { id: string; name: string };

/** After a visit to Stripe for one organization, while another one is selected by now. */
export function ReturnedElsewhere({ returned, selected }: { returned: Named; selected: Named }) {
  return (
    <Card className="max-w-xl">
      <CardHeader>
        <CardTitle>You opened Stripe for {returned.name}</CardTitle>
        <CardDescription>
          You've since switched to {selected.name}. What you did in Stripe applies only to {returned.name}.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-wrap gap-3">
        <form action={switchOrganization.bind(null, returned.id)}>
          <Button type="submit">Switch to {returned.name}</Button>
        </form>
        <Button asChild variant="outline">
          <Link href="/billing">Stay in {selected.name}</Link>
        </Button>
      </CardContent>
    </Card>
  );
}
