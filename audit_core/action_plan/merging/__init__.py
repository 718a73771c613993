"""Stage: the plan and what happened become events, and the events the plan. Pure: nothing here
reads a file or the clock.

    plan + a round's actions   ─ take_in ─▶  events ┐
    plan + what was sent + what came back  ─ merge ─▶ events ├─ apply ─▶ plan
    plan + the chair's words   ─ settle  ─▶  events │
    plan before and after      ─ follow  ─▶  events ┘

Everything that happens is an event, and only `apply` changes a plan: so the journal alone can
rebuild it.
"""
