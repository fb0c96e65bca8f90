"""Pages: `public` for everybody; `cases`, `notices` and `objections` behind the sign-in."""
