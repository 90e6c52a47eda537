"""Who is meant by an id: a post, a body or a member, never a person."""

from __future__ import annotations

from qaf.model.framework import Framework


def who(framework: Framework, id_: str | None) -> str:
    """The title of a post or the name of a member or body; other text as it is; "" where nobody is named."""
    if not id_:
        return ""
    titles = {post.id: post.title for post in framework.governance.posts}
    titles |= {body.id: body.name for body in framework.governance.bodies}
    titles |= {member.id: member.name for member in framework.settings.members}
    return titles.get(id_, id_)
