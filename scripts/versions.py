"""This version and an earlier one on one remote, and one machine that goes from one to the other. See
scripts/torture."""

import os

from races import agree


def versions(world, runs):
    """Three machines: an earlier version, this one, and one that is updated and set back now and then."""
    earlier = os.environ.get("TORTURE_EARLIER")
    if not earlier:
        world.notes.append("not tried: there is no earlier version here")
        return
    desk = world.machine("desk")
    old = world.machine("laptop", programs=earlier)
    both = world.machine("studio", programs=earlier)
    machines = [desk, old, both]
    for number in range(runs):
        machine = world.random.choice(machines)
        if machine is both and world.random.random() < 0.3:
            machine.settle()
            machine.programs = earlier if machine.programs != earlier else world.programs
        machine.answer()
        what = f"run {number}, {machine.name}, {'an earlier' if machine.programs == earlier else 'this'} one"
        if world.random.random() < 0.6:
            world.expect(machine, what)
        if world.random.random() < 0.15:
            machine.run("done", "--session", machine.session)
            machine.last = None
            world.expect(machine, f"{what}, done")
            machine.begin()
        world.runs += 1
    for machine in machines:
        if machine.last is not None:
            world.expect(machine, f"at the end, {machine.name}")
        machine.settle()
    agree(world, machines)
    world.sound(world.remote, *[machine.clone for machine in machines])


CASES = [("two versions", versions, 60, 0)]
