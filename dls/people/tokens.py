from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.permissions import IsAuthenticatedOrReadOnly


class TokenAuthentication(KnoxAuthentication):
    pass


class ScopePermission(IsAuthenticatedOrReadOnly):
    pass
