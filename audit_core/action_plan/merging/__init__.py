"""Stage: the plan and what happened become events, and events make the plan. Pure: nothing here
reads a file or the clock.

    plan + a round's actions           -- adopt_actions --> events
    plan + what was issued + a return  -- merge_return  --> events
    plan before and after              -- derive_events --> events
    plan + events                      -- apply_event   --> plan

Everything that happens is an event, and only `apply_event` changes a plan, so the journal alone can
rebuild it.
"""
