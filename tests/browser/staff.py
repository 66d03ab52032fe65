"""A caseworker at the staff pages, by what they see: headings, labels, buttons."""

from dataclasses import dataclass

from playwright.sync_api import Page

NEW_PASSWORD = "a long walk by the river"


@dataclass
class StaffMember:
    page: Page
    base: str = ""

    def signs_in(self, base: str, login: str, password: str) -> None:
        self.base = base
        self.page.goto(f"{base}/admin/")
        self.page.get_by_label("User name").fill(login)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        if self.page.get_by_role("heading", name="Choose your own password").is_visible():
            for field in self.page.locator("input[type=password]").all():
                field.fill(NEW_PASSWORD)
            self.page.get_by_role("button", name="Keep this password").click()
        self.page.goto(f"{base}/admin/queue")

    def queue_names(self) -> list[str]:
        """The names of the queue, top to bottom."""
        names = self.page.locator("tbody th a bdi").all_text_contents()
        return [name.strip() for name in names]

    def opens(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, words: str) -> bool:
        return self.page.get_by_text(words).first.is_visible()

    def accepts(self) -> None:
        self.page.get_by_role("button", name="Claim").click()
        self.page.get_by_role("link", name="Accept").first.click()
        self.page.get_by_role("button", name="Accept the record").click()
