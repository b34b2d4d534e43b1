"""Settings: environment variables that begin with ISCM_, or the options of a command."""

from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from server.errors import UsageError


class Settings(BaseSettings):
    """Everything that an operator can set; README shows the table."""

    model_config = SettingsConfigDict(env_prefix="ISCM_", frozen=True, extra="forbid")

    store: str = Field(default="sqlite:///iscm.db", description="Where versions are kept.")
    host: str = Field(default="127.0.0.1", description="The address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port; 0 takes a free one.")
    poll: float = Field(
        default=5, gt=0, description="Seconds between two looks for a newly published version."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged."
    )


def load_settings(**options: Any) -> Settings:
    """Settings from the environment; options that are not None win. Raises UsageError."""
    try:
        return Settings(**{key: value for key, value in options.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "ISCM_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name}: {first['msg']}, {first['input']!r} found") from error
