"""How mail goes out."""

from sqlmodel import Field, SQLModel


class MailServer(SQLModel, table=True):
    """The one SMTP server an owner chose (its id is always 1); no row: no mail."""

    __tablename__ = "mail_server"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int = Field(primary_key=True, default=1)
    host: str
    port: int
    security: str  # starttls, tls or none
    user: str = ""
    password: str = ""  # sealed: readable only with the workspace's secret key
    sender: str
    address: str = ""  # where the owner's browser reached the workspace: links in mails begin so
