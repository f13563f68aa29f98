"""The sensor for when there is none."""

from datetime import timedelta

from tests.contracts.idle_sensor import Heard
from unhunch.ports import Active
from unhunch.sensors.none import NoIdle

from .jumping import run_jumping


def test_without_a_sensor_the_user_is_active_for_ever():
    """Active is said whenever it is asked; no gap is ever reached."""

    async def scene():
        sensor, heard = NoIdle(), Heard()
        await sensor.start(heard.hear, heard.lose)
        sensor.attend(timedelta(seconds=5))
        sensor.attend(timedelta(minutes=2))
        await sensor.close()
        await sensor.close()

        assert heard.kinds == [Active, Active]
        assert "nothing here can tell" in sensor.caveat

    run_jumping(scene())
